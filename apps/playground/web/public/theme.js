try {
  const theme = localStorage.getItem("posthorn.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage is off: the theme follows the system.
}
