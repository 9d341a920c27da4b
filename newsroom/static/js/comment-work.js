// Finds the number of a challenge (`articles/comments/proofs.py`) and answers with the proof. It runs beside the page.
"use strict";

const hex = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

onmessage = async ({ data: { algorithm, challenge, salt, signature, maxNumber } }) => {
  const encoder = new TextEncoder();
  for (let number = 0; number <= maxNumber; number += 1) {
    const found = hex(await crypto.subtle.digest(algorithm, encoder.encode(salt + number)));
    if (found !== challenge) continue;
    postMessage(btoa(JSON.stringify({ algorithm, challenge, number, salt, signature })));
    return;
  }
};
