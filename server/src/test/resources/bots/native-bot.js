// A bot on our own webhook, with the library that the makers of Standard Webhooks publish.
const http = require('http');
const { Webhook } = require('standardwebhooks');

const webhook = new Webhook('@SECRET@');
const door = new URL('@DOOR@');

function post(event, text) {
  const body = JSON.stringify({
    type: 'ondam.bot.message.v1', conversation: event.data.conversation, replyTo: event.data.messageId,
    epoch: event.data.epoch, messages: [[{ k: 'text', text }]],
  });
  const id = `post-${event.id}`;
  const now = new Date();
  const req = http.request(door, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json', 'webhook-id': id,
      'webhook-timestamp': Math.floor(now.getTime() / 1000), 'webhook-signature': webhook.sign(id, now, body),
    },
  }, (res) => { console.log(`posted ${res.statusCode}`); res.resume(); });
  req.end(body);
}

const server = http.createServer((req, res) => {
  let body = '';
  req.setEncoding('utf8');
  req.on('data', (chunk) => { body += chunk; });
  req.on('end', () => {
    let event;
    try {
      event = webhook.verify(body, req.headers);
    } catch (e) {
      res.writeHead(401).end();
      return;
    }
    const text = (event.data.parts ?? []).map((part) => part.text).join(' ');
    if (text === '나중에') {
      res.writeHead(202).end();
      post(event, '찾았습니다');
    } else {
      res.writeHead(200, { 'Content-Type': 'application/json' })
        .end(JSON.stringify({ messages: [[{ k: 'text', text: `말씀하신 것: ${text}` }]], handoff: text === '상담원' }));
    }
  });
});
server.listen(0, '127.0.0.1', () => console.log(`listening ${server.address().port}`));
