"""Files that a test drops on a page, as if they came from a folder."""

import base64
import io

from PIL import Image

DROP = """(block, [files, part]) => {
  const data = new DataTransfer();
  const bytes = (content) => Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0));
  for (const [name, content] of files) data.items.add(new File([bytes(content)], name, { type: "image/jpeg" }));
  const { left, top, height } = block.getBoundingClientRect();
  const where = { clientX: left + 20, clientY: top + height * part };
  block.dispatchEvent(new DragEvent("drop", { ...where, dataTransfer: data, bubbles: true, cancelable: true }));
}"""


def dropped(place, files, part_of_height=0.9):
    """Drop {name: content} on an element, at some part of its height."""
    sent = [[name, base64.b64encode(content).decode()] for name, content in files.items()]
    place.scroll_into_view_if_needed()
    place.evaluate(DROP, [sent, part_of_height])


def picture(number):
    """Return a picture that differs from those with other numbers."""
    file = io.BytesIO()
    Image.new("RGB", (300, 200), (number * 20, 90, 200)).save(file, "PNG")
    return file.getvalue()
