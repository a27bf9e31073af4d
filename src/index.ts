// The list of plugins.
import { checkerPlugin } from './plugins/checker';
import { exportPlugin } from './plugins/export';
import { panelPlugin } from './plugins/panel';
import { statusPlugin } from './plugins/status';

export default [checkerPlugin, panelPlugin, exportPlugin, statusPlugin];
