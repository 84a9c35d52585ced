// A message centre on node-smpp's server: it lets italk in with the password secret, keeps what it is
// given, and does what it is told, in lines of JSON. The first argument is the port, 0 for any.
const smpp = require('smpp');
const readline = require('readline');

const say = (word, what) => console.log(word + ' ' + (typeof what === 'object' ? JSON.stringify(what) : what));
const statuses = [];
const submits = [];
let silent = false;
let ids = 0x5be7e100;
let current;

const server = smpp.createServer({}, (session) => {
  session.on('error', () => {});
  session.on('close', () => say('closed', ''));
  session.on('bind_transceiver', (pdu) => {
    if (pdu.system_id !== 'italk' || pdu.password !== 'secret') {
      session.send(pdu.response({ command_status: smpp.ESME_RINVPASWD }));
      say('refused', pdu.system_id);
      return;
    }
    current = session;
    session.send(pdu.response({ system_id: 'node-smpp', sc_interface_version: 0x34 }));
    say('bound', { version: pdu.interface_version });
  });
  session.on('submit_sm', (pdu) => {
    const status = statuses.shift() ?? 0;
    const id = status ? '' : (++ids).toString(16);
    const { udh, message } = pdu.short_message;
    submits.push({
      status,
      at: Date.now(),
      id,
      source: pdu.source_addr,
      destination: pdu.destination_addr,
      esm: pdu.esm_class,
      coding: pdu.data_coding,
      receipt: pdu.registered_delivery,
      // Each element with its tag and length, as they stand in the message.
      udh: udh ? Buffer.concat(udh).toString('hex') : '',
      text: message,
    });
    if (status) {
      session.send(pdu.response({ command_status: status }));
    } else if (!silent) {
      session.send(pdu.response({ message_id: id }));
    }
  });
  session.on('enquire_link', (pdu) => session.send(pdu.response()));
  session.on('unbind', (pdu) => {
    say('unbind', '');
    session.send(pdu.response(), () => session.close());
  });
});

function deliver(fields) {
  current.deliver_sm(fields, (answer) => say('answer', answer.command_status));
}

const orders = {
  next: (o) => {
    statuses.push(o.status);
    say('done', '');
  },
  silent: (o) => {
    silent = o.yes;
    say('done', '');
  },
  mo: (o) => deliver({
    source_addr_ton: 1,
    source_addr_npi: 1,
    source_addr: o.from,
    destination_addr: o.to,
    esm_class: o.udh ? 0x40 : 0,
    data_coding: 8,
    short_message: o.udh ? { udh: Buffer.from(o.udh, 'hex'), message: o.text } : { message: o.text },
  }),
  receipt: (o) => deliver({
    source_addr: o.from,
    destination_addr: o.to,
    esm_class: 4,
    short_message: `id:${o.id} sub:001 dlvrd:001 submit date:2611261800 done date:2611261801 stat:${o.stat} err:000 text:x`,
    receipted_message_id: o.id,
    message_state: o.state,
  }),
  submits: () => say('submits', submits),
  enquire: () => current.enquire_link((answer) => say('alive', answer.command_status)),
  unbind: () => current.unbind(() => say('unbound', '')),
};

readline.createInterface({ input: process.stdin })
  .on('line', (line) => {
    const order = JSON.parse(line);
    orders[order.do](order);
  })
  .on('close', () => process.exit(0));

server.listen(Number(process.argv[2]), '127.0.0.1', () => say('listening', server.address().port));
