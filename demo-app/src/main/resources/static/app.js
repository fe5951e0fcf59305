import { showRuns } from './runs.js';
import { showWorkers } from './workers.js';
import { offerChaos } from './chaos.js';

showRuns();
showWorkers();
offerChaos();
