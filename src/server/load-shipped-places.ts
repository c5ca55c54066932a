import { existsSync } from 'node:fs';
import type { Sql } from '../store/database.ts';
import { loadPlacesOnce, type PlaceLoad } from '../store/place-store.ts';
import { digestOfFiles, findPlaceFiles, readPlaceFiles } from './place-files.ts';

/** Loads the folder of places where it differs from what was loaded last; a hub without the folder knows what was loaded by command. */
export async function loadShippedPlaces(
  sql: Sql,
  folder: string,
  now: Date,
): Promise<readonly PlaceLoad[] | undefined> {
  if (!existsSync(folder)) return undefined;
  const files = findPlaceFiles([folder]);
  const shipped = { name: 'shipped', digest: digestOfFiles(files), lists: () => readPlaceFiles(files) };
  return loadPlacesOnce(sql, shipped, { now, day: now.toISOString().slice(0, 10) });
}
