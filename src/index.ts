// The list of plugins.
import { checkerPlugin } from './plugins/checker';
import { exportPlugin } from './plugins/export';
import { livePlugin } from './plugins/live';
import { panelPlugin } from './plugins/panel';
import { statusPlugin } from './plugins/status';
import { whyPlugin } from './plugins/why';

export default [checkerPlugin, panelPlugin, whyPlugin, exportPlugin, statusPlugin, livePlugin];
