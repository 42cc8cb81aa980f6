/** Small facts about this installation, by name. */
export interface MetaStore {
  get(name: string): Promise<string | undefined>;
  set(name: string, value: string): Promise<void>;
  /** Sets it unless it is there; resolves to what is there then. */
  setOnce(name: string, value: string): Promise<string>;
}
