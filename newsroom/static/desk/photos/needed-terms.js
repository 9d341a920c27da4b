// The terms and the source of a photo are folded in its row. They unfold when somebody chooses rights that need them.
function unfold(rights) {
  const empty = [...rights.closest("td").querySelectorAll("details [data-for]")].find(
    (label) => label.dataset.for.split(" ").includes(rights.value) && !label.querySelector("input").value.trim(),
  );
  if (empty) empty.closest("details").open = true;
}

document.querySelector("#result_list").addEventListener("change", ({ target }) => {
  // The line for all ticked rows writes the terms after the rights.
  if (target.name?.endsWith("-rights")) setTimeout(() => unfold(target));
});
