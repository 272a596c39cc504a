// An app written with the platform's own SDK for Node: sends a card, patches it, asks whose token it
// has, then answers clicks over the long connection.
import * as lark from '@larksuiteoapi/node-sdk';

const { APP_ID, APP_SECRET, BASE_URL, OPEN_ID, USER_TOKEN } = process.env;
const settings = { appId: APP_ID, appSecret: APP_SECRET, domain: BASE_URL, loggerLevel: lark.LoggerLevel.error };

function card(title, elements) {
  return {
    schema: '2.0',
    header: { title: { tag: 'plain_text', content: title } },
    body: { elements },
  };
}

const button = {
  tag: 'button',
  text: { tag: 'plain_text', content: 'Go' },
  behaviors: [{ type: 'callback', value: { act: 'authorize' } }],
};

const rest = new lark.Client(settings);
const sent = await rest.im.message.create({
  params: { receive_id_type: 'open_id' },
  data: { receive_id: OPEN_ID, msg_type: 'interactive', content: JSON.stringify(card('Sent', [button])) },
});
await rest.im.message.patch({
  path: { message_id: sent.data.message_id },
  data: { content: JSON.stringify(card('Patched', [button])) },
});
const me = await rest.authen.userInfo.get({}, lark.withUserAccessToken(USER_TOKEN));
if (me.data.open_id !== OPEN_ID) {
  throw new Error('user_info names somebody else');
}

const events = new lark.EventDispatcher({}).register({
  'card.action.trigger': async (event) => ({
    toast: { type: 'success', content: `Hello ${event.operator.open_id}` },
    card: { type: 'raw', data: card('Answered', []) },
  }),
});
new lark.WSClient(settings).start({ eventDispatcher: events });
