import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { createQueryClient } from '../ui/api/query.ts';
import { SessionProvider } from '../ui/session/SessionProvider.tsx';
import { installVariables, ThemeProvider } from '../ui/theme/ThemeProvider.tsx';
import { Designer } from './Designer.tsx';
import './designer.css';

installVariables();
const queries = createQueryClient();

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <ThemeProvider>
      <QueryClientProvider client={queries}>
        <SessionProvider>
          <BrowserRouter basename="/designer">
            <Designer />
          </BrowserRouter>
        </SessionProvider>
      </QueryClientProvider>
    </ThemeProvider>
  </StrictMode>,
);
