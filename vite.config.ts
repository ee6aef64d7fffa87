import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/**
 * Two pages that share their packages: the mediators' app (served at `/`) and the administrators' (at `/designer/`).
 * The staff's browsers are Chromium 105 and later; the department's page is not built here, it needs no script.
 */
export default defineConfig({
  plugins: [react()],
  build: {
    target: 'chrome105',
    outDir: 'dist',
    rolldownOptions: {
      input: { inbox: 'inbox/index.html', designer: 'designer/index.html' },
      output: {
        codeSplitting: {
          groups: [
            { name: 'antd', test: /node_modules[\\/](antd|@ant-design|@rc-component|dayjs)[\\/]/, priority: 20 },
            {
              name: 'react',
              test: /node_modules[\\/](react|react-dom|scheduler|react-router|@tanstack)[\\/]/,
              priority: 20,
            },
          ],
        },
      },
    },
    // antd in one file is larger than the default limit; it is cached for good under its hashed name.
    chunkSizeWarningLimit: 2000,
  },
  server: { host: '127.0.0.1', proxy: { '/api': 'http://127.0.0.1:3000', '/health': 'http://127.0.0.1:3000' } },
});
