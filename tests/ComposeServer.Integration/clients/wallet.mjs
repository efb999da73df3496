// An Ethereum wallet of the ethers package behind the two calls that @didtools/pkh-ethereum makes.
import { EthereumNodeAuth, getAccountId } from '@didtools/pkh-ethereum'
import { getBytes, Wallet } from 'ethers'

/** The authentication method of did-session for a private key. */
export const authMethodOf = async (privateKey) => {
  const wallet = new Wallet(privateKey)
  const provider = {
    request: ({ method, params }) =>
      method === 'eth_chainId' ? Promise.resolve('0x1') : wallet.signMessage(getBytes(params[0])),
  }
  const account = await getAccountId(provider, wallet.address)
  return EthereumNodeAuth.getAuthMethod(provider, account, 'tests.example')
}
