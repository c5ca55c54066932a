import './monaco-workers.ts';
import '@graphiql/react/style.css';
import 'graphiql/graphiql.css';
import '@graphiql/plugin-doc-explorer/style.css';
import '@graphiql/plugin-explorer/style.css';
import './explorer.css';
import { createRoot } from 'react-dom/client';
import { Page } from './page.tsx';

const place = document.getElementById('explorer');
if (place) createRoot(place).render(<Page />);
