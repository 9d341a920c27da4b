// A video or post on another host. Nothing is fetched from there until the reader clicks its link or the picture above it.
// Without this script the link opens the video's own page.
customElements.define("video-frame", class extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => {
      const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
      if (!isPlain || !event.target.closest(".video-link, picture")) return;
      event.preventDefault();
      this.play();
    });
  }

  play() {
    const frame = document.createElement("iframe");
    frame.src = this.getAttribute("src");
    frame.title = this.title;
    frame.allow = "autoplay; fullscreen; picture-in-picture; encrypted-media";
    frame.allowFullscreen = true;
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    (this.querySelector("picture") || this.querySelector(".video-link")).replaceWith(frame);
    for (const part of this.querySelectorAll(":scope > p")) part.remove();
    frame.focus();
  }
});
