// Keeps the parts of a page that move up to date. Without it every page still works, and is as fresh as its last load.
"use strict";

const PAUSE = 1000;

// Replaces every element marked with data-live by its newer self, unless somebody is using it.
async function refresh() {
    const answer = await fetch(location.href);
    if (!answer.ok) {
        throw new Error(answer.statusText);
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const old of document.querySelectorAll("[data-live]")) {
        const fresh = page.getElementById(old.id);
        if (fresh && !old.contains(document.activeElement) && old.innerHTML !== fresh.innerHTML) {
            old.innerHTML = fresh.innerHTML;
        }
    }
}

async function watch() {
    const stale = document.getElementById("stale");
    let last = new Date();
    for (;;) {
        await new Promise(resolve => setTimeout(resolve, PAUSE));
        if (document.hidden) {
            continue;
        }
        try {
            await refresh();
            last = new Date();
            stale.hidden = true;
        } catch {
            document.getElementById("since").textContent = last.toLocaleTimeString();
            stale.hidden = false;
        }
    }
}

if (document.querySelector("[data-live]")) {
    watch();
}

// Ticks or unticks all the boxes of a table.
document.addEventListener("change", event => {
    if (event.target.matches("[data-all]")) {
        for (const box of document.querySelectorAll(`input[name="${event.target.dataset.all}"]`)) {
            box.checked = event.target.checked;
        }
    }
});

// The first letter of a page's name leads to it: o, p, d, e, b, l.
document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea")) {
        return;
    }
    const link = document.querySelector(`nav a[data-key="${CSS.escape(event.key)}"]`);
    if (link) {
        link.click();
    }
});
