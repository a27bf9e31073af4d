// Galata in the system's Chromium, against two servers: one with our server extension, one without.
const { execFileSync } = require('child_process');
const base = require('@jupyterlab/galata/lib/playwright-config');

// Chosen once: the workers inherit the variables.
const port = name =>
  (process.env[name] ??= execFileSync('python3', [
    '-c',
    "import socket; s = socket.socket(); s.bind(('127.0.0.1', 0)); print(s.getsockname()[1])"
  ])
    .toString()
    .trim());
const url = `http://127.0.0.1:${port('MLDEBT_PORT')}`;
const bareUrl = `http://127.0.0.1:${port('MLDEBT_BARE_PORT')}`;
process.env.TARGET_URL = url;

const server = (at, env) => ({
  command: 'jupyter lab --config jupyter_server_test_config.py',
  url: `${at}/lab`,
  env,
  timeout: 120000,
  reuseExistingServer: false,
  stdout: 'ignore',
  stderr: process.env.SERVER_LOG ? 'pipe' : 'ignore', // kernels that are shut down while they start say a lot
  gracefulShutdown: { signal: 'SIGTERM', timeout: 10000 }
});

module.exports = {
  ...base,
  testDir: 'tests',
  reporter: [['list']],
  workers: 1,
  retries: process.env.CI ? 1 : 0,
  timeout: 180000,
  expect: { timeout: 30000 },
  use: {
    ...base.use,
    baseURL: url,
    viewport: { width: 1280, height: 800 },
    video: 'off', // needs an ffmpeg that Playwright downloads
    trace: 'off',
    launchOptions: {
      executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync'
      ]
    }
  },
  webServer: [
    server(url, { MLDEBT_PORT: process.env.MLDEBT_PORT }),
    server(bareUrl, { MLDEBT_PORT: process.env.MLDEBT_BARE_PORT, MLDEBT_ABSENT: '1' })
  ]
};
