// An Ethereum wallet of the ethers package behind the calls that @didtools/pkh-ethereum and blockchain-utils-linking make.
import { EthereumNodeAuth, getAccountId } from '@didtools/pkh-ethereum'
import { getBytes, isHexString, Wallet } from 'ethers'

/** What a browser's wallet is to an application. */
export const providerOf = (wallet) => ({
  request: ({ method, params }) => {
    switch (method) {
      case 'eth_chainId':
        return Promise.resolve('0x1')
      case 'eth_getCode':
        return Promise.resolve('0x')
      case 'personal_sign':
        return wallet.signMessage(isHexString(params[0]) ? getBytes(params[0]) : params[0])
      default:
        return Promise.reject(new Error(`${method} is not known`))
    }
  },
})

/** The authentication method of did-session for a private key, by one of the published versions of pkh-ethereum. */
export const authMethodOf = async (privateKey, pkh = { EthereumNodeAuth, getAccountId }) => {
  const wallet = new Wallet(privateKey)
  const provider = providerOf(wallet)
  const account = await pkh.getAccountId(provider, wallet.address)
  return pkh.EthereumNodeAuth.getAuthMethod(provider, account, 'tests.example')
}
