// What the server reads before the next page is drawn, so that nothing jumps.
const YEAR = 365 * 24 * 60 * 60;

export function remember(name, value) {
  document.cookie = `${name}=${value};path=/;max-age=${YEAR};samesite=lax`;
}

export function forget(name) {
  document.cookie = `${name}=;path=/;max-age=0;samesite=lax`;
}
