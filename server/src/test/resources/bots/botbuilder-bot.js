// A stock bot of the Bot Framework as its makers' guides write it, with nothing about Ondam in it.
const http = require('http');
// Node 18 does not have it by itself.
globalThis.crypto ??= require('crypto').webcrypto;
const {
  ActionTypes, ActivityHandler, CardFactory, CloudAdapter, ConfigurationBotFrameworkAuthentication,
  EventFactory, MessageFactory,
} = require('botbuilder');

class Bot extends ActivityHandler {
  constructor() {
    super();
    this.onMembersAdded(async (context, next) => {
      for (const member of context.activity.membersAdded) {
        if (member.id !== context.activity.recipient.id) {
          await context.sendActivity('안녕하세요, 한빛봇입니다');
        }
      }
      await next();
    });
    this.onMessage(async (context, next) => {
      const text = context.activity.text;
      if (!text && context.activity.value) {
        await context.sendActivity(`받은 값: ${JSON.stringify(context.activity.value)}`);
      } else if (text === '확인') {
        await context.sendActivity(MessageFactory.attachment(CardFactory.adaptiveCard({
          type: 'AdaptiveCard',
          version: '1.5',
          body: [{ type: 'TextBlock', text: '배송을 시작할까요?', weight: 'Bolder' }],
          actions: [{ type: 'Action.Submit', title: '예', data: { step: 'ship' } }],
        })));
      } else if (text === '메뉴') {
        await context.sendActivity({ type: 'typing' });
        await context.sendActivity(MessageFactory.suggestedActions(['배송', '상담원'], '무엇을 도와드릴까요?'));
      } else if (text === '상품') {
        await context.sendActivity(MessageFactory.attachment(CardFactory.heroCard(
          '한빛 보험', '매달 만 원부터', ['https://www.example.kr/a.png'],
          [{ type: ActionTypes.OpenUrl, title: '자세히', value: 'https://www.example.kr/a' },
            { type: ActionTypes.PostBack, title: '가입', value: 'join' }])));
      } else if (text === '상담원') {
        await context.sendActivity('상담원을 연결할게요');
        await context.sendActivity(EventFactory.createHandoffInitiation(
          context, { Skill: '보험금', Queue: 'billing', Region: 'busan' },
          { activities: [{ type: 'message', from: { id: 'u1', role: 'user' }, text: '청구서 문의' }] }));
      } else if (text === '고장') {
        throw new Error('out of order');
      } else if (text === '끝') {
        await context.sendActivity({ type: 'endOfConversation', code: 'completedSuccessfully', text: '안녕히 가세요' });
      } else {
        await context.sendActivity(`말씀하신 것: ${text}`);
      }
      await next();
    });
    this.onEvent(async (context, next) => {
      console.log(`event ${context.activity.name} ${JSON.stringify(context.activity.value)}`);
      await next();
    });
    this.onEndOfConversation(async (context, next) => {
      console.log(`end ${context.activity.code}`);
      await next();
    });
  }
}

const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
adapter.onTurnError = async (context) => {
  await context.sendActivity('죄송합니다, 다시 말씀해 주세요');
};
const bot = new Bot();
const server = http.createServer((req, res) => {
  let body = '';
  req.on('data', (chunk) => { body += chunk; });
  req.on('end', async () => {
    req.body = JSON.parse(body);
    const answer = {
      header: (name, value) => { res.setHeader(name, value); },
      status: (code) => { res.statusCode = code; return answer; },
      send: (data) => { res.write(typeof data === 'string' ? data : JSON.stringify(data)); return answer; },
      end: () => { res.end(); return answer; },
    };
    await adapter.process(req, answer, (context) => bot.run(context));
  });
});
server.listen(0, '127.0.0.1', () => console.log(`listening ${server.address().port}`));
