/**
 * Names the files that hold words after their language: `es.<hash>.js`. So the worker and the byte
 * gate can tell what somebody who reads one language has no use for.
 */
import type { Plugin } from 'vite';

/** Modules of one language, such as `virtual:messages/es/care` or `src/lib/rules/es.json`. */
const OF_ONE = /\/(en|es)(?:\/\w+|\.json)?$/;

export function wordsPlugin(): Plugin {
  return {
    name: 'daybook-words',
    applyToEnvironment: ({ name }) => name === 'client',
    outputOptions(options) {
      const given = options.chunkFileNames;
      return {
        ...options,
        chunkFileNames: (chunk) => {
          const name = typeof given === 'function' ? given(chunk) : (given ?? '[hash].js');
          const lang = OF_ONE.exec(chunk.facadeModuleId ?? '')?.[1];
          return lang ? name.replace('[hash]', `${lang}.[hash]`) : name;
        }
      };
    }
  };
}
