import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { createQueryClient } from '../ui/api/query.ts';
import { SessionProvider } from '../ui/session/SessionProvider.tsx';
import { installVariables, ThemeProvider } from '../ui/theme/ThemeProvider.tsx';
import { createRouter } from './router.tsx';

installVariables();
const router = createRouter();
const queries = createQueryClient();

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <ThemeProvider>
      <QueryClientProvider client={queries}>
        <SessionProvider>
          <RouterProvider router={router} />
        </SessionProvider>
      </QueryClientProvider>
    </ThemeProvider>
  </StrictMode>,
);
