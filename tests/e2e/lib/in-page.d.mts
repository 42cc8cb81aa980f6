export function readStoredKey(): Promise<{
  extractable: boolean;
  usages: string[];
  exported: 'exported' | 'refused';
  stored: string;
}>;
export function fontsReady(): Promise<void>;
export function sidewaysOverflow(): number;
