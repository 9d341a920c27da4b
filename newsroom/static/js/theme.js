// Before the first paint: no flash of the other colours. The switch itself is in readers.js.
try {
  if (localStorage.theme) document.documentElement.dataset.theme = localStorage.theme;
} catch (error) {} // storage is forbidden: as the system
