// Before the first paint, so that a chosen theme never flashes the other one. The switch is in elements/.
(() => {
  try {
    const theme = localStorage.getItem("chatear.theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch {
    // A browser that keeps nothing shows what the system asks for.
  }
})();
