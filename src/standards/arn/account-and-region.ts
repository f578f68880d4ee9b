/** An AWS account id: always text, because a leading zero counts. */
export function isAccount(text: string): boolean {
  return /^[0-9]{12}$/.test(text)
}

/** The form that AWS gives its regions (`us-east-1`, `us-gov-west-1`, `eusc-de-east-1`); which of them exist is not asked. */
export function isRegion(text: string): boolean {
  return text.length <= 32 && /^[a-z]{2,12}(-[a-z]{2,12}){1,3}-[0-9]{1,2}$/.test(text)
}
