"""A look at the page's peer connections from outside: which way they go, and under which names."""

from typing import cast

from playwright.sync_api import BrowserContext, Page

# Installed before the page's own scripts; the page cannot tell the difference.
RECORD = """
window.connectionsForTests = [];
window.RTCPeerConnection = class extends window.RTCPeerConnection {
  constructor(...options) {
    super(...options);
    window.connectionsForTests.push(this);
  }
};
"""
CONNECTED = "window.connectionsForTests.filter(({ connectionState }) => connectionState === 'connected')"
ROUTES = f"""
async () => {{
  const routes = [];
  for (const connection of {CONNECTED}) {{
    const stats = await connection.getStats();
    for (const each of stats.values()) {{
      if (each.type !== "transport" || !each.selectedCandidatePairId) continue;
      const pair = stats.get(each.selectedCandidatePairId);
      routes.push([pair.localCandidateId, pair.remoteCandidateId].map((id) => stats.get(id).candidateType));
    }}
  }}
  return routes;
}}
"""
NAMES = """
() => window.connectionsForTests.map(
  ({ localDescription }) => /a=ice-ufrag:(\\S+)/.exec(localDescription?.sdp ?? "")?.[1] ?? "")
"""
GATHERED = """
() => window.connectionsForTests.flatMap(
  ({ localDescription }) => (localDescription?.sdp ?? "").match(/ typ \\w+/g) ?? [])
"""


def record(context: BrowserContext) -> None:
    """Write down every connection that pages of this context make."""
    context.add_init_script(RECORD)


def routes(page: Page) -> list[tuple[str, str]]:
    """Return the kinds of both ends of each nominated pair: host, srflx, prflx or relay."""
    return [(mine, theirs) for mine, theirs in page.evaluate(ROUTES)]


def names(page: Page) -> list[str]:
    """Return the ICE name of every connection so far; a restart gives the same connection a new one."""
    return cast("list[str]", page.evaluate(NAMES))


def gathered(page: Page) -> set[str]:
    """Return the kinds of address that the page has ever put into a description."""
    return {kind.removeprefix(" typ ") for kind in page.evaluate(GATHERED)}
