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
