// A hidden tab's own timers are slowed to one a minute; a worker's are not.
setInterval(() => postMessage(0), 5000);
