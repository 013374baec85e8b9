/** How a figure is written, by its unit. */
export const units = {
  ratio: (value) => `x${value.toFixed(value < 10 ? 2 : 1)}`,
  "per second": (value) => `${value >= 1000 ? `${(value / 1000).toFixed(1)}k` : value.toFixed(0)}/s`,
  ms: (value) => `${value.toFixed(1)} ms`,
  MB: (value) => `${value.toFixed(1)} MB`,
};
