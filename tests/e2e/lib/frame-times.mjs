// What runs inside the page: plain JavaScript, since the tests themselves know no DOM.

/** Notes from now on when each frame is drawn. */
export function startFrames() {
  const frames = [];
  const note = (at) => {
    frames.push(at);
    window.frameTimer = requestAnimationFrame(note);
  };
  window.frames_ = frames;
  window.frameTimer = requestAnimationFrame(note);
}

/** Ends it; gives the times between frames in ms. */
export function stopFrames() {
  cancelAnimationFrame(window.frameTimer);
  return window.frames_.slice(1).map((at, index) => at - window.frames_[index]);
}

/** Follows a link and gives how many ms it takes until the canvas is painted, with what is on it. */
export async function timeOpening(selector) {
  const begin = performance.now();
  document.querySelector(selector).click();
  await new Promise((resolve) => {
    const look = () => {
      const canvas = document.querySelector('[data-canvas]');
      const isThere = canvas?.querySelector('.react-flow__node, [data-distant] canvas, canvas') !== null && canvas !== null;
      if (isThere) requestAnimationFrame(() => requestAnimationFrame(resolve));
      else requestAnimationFrame(look);
    };
    look();
  });
  return performance.now() - begin;
}

/** How many ms after the page was asked for its canvas was painted; resolves then. */
export async function timeLoading() {
  await new Promise((resolve) => {
    const look = () => {
      if (document.querySelector('[data-canvas] .react-flow__viewport') !== null)
        requestAnimationFrame(() => requestAnimationFrame(resolve));
      else requestAnimationFrame(look);
    };
    look();
  });
  return performance.now();
}

/** Presses a key where the focus is; gives what has the focus when the page has done with it, before the next frame. */
export async function focusAfterKey(key) {
  let isOver = false;
  const frame = requestAnimationFrame(() => {
    isOver = true;
  });
  document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  await new Promise((resolve) => queueMicrotask(resolve));
  cancelAnimationFrame(frame);
  return isOver ? undefined : document.activeElement.getAttribute('aria-label');
}

/** Notes from now on for how long the page stands still at a time, where that is more than 50 ms. */
export function startLongTasks() {
  window.longTasks = [];
  window.longTaskObserver = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longTasks.push(duration);
  });
  window.longTaskObserver.observe({ entryTypes: ['longtask'] });
}

/** Ends it; gives the times in ms. */
export function stopLongTasks() {
  window.longTaskObserver.disconnect();
  return window.longTasks;
}
