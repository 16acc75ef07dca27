export const entries = () => [{}, { lang: 'es' }];
