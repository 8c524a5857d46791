// Fetches htmx, which sends and swaps, when it is first needed.
let fetched;

export function htmx() {
  fetched ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = import.meta.resolve("vendor/htmx");
    script.onload = () => resolve(window.htmx);
    script.onerror = reject;
    document.head.append(script);
  });
  return fetched;
}

htmx().catch(() => { fetched = null; });
