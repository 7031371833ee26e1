// Members' shots follow them to any device: the widget asks our server who is signed in. For everybody else the answer is
// null, and the widget keeps their shots on this device's browser.
const widget = document.querySelector('shotform-widget');
widget.tokenProvider = async () => {
  const response = await fetch('/player-token', { method: 'POST' });
  if (!response.ok) throw new Error(`player-token: ${response.status}`);
  return (await response.json()).token;
};
