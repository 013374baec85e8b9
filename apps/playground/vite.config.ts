import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

export default defineConfig({
  root: fileURLToPath(new URL("web", import.meta.url)),
  build: {
    outDir: "../dist/web",
    emptyOutDir: true,
    target: "es2022",
    // A font inside the style sheet would delay the first paint.
    assetsInlineLimit: 0,
  },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  // For `npx vite` while working on the page: the API is a playground that runs beside it.
  server: {
    proxy: {
      "/api": { target: "http://127.0.0.1:4100", changeOrigin: true, headers: { origin: "http://127.0.0.1:4100" } },
    },
  },
});
