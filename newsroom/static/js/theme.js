// Runs before the first paint, so that no other colours flash. The switch is in readers.js.
try {
  if (localStorage.theme) document.documentElement.dataset.theme = localStorage.theme;
} catch (error) {} // storage is disabled: use the system's theme
