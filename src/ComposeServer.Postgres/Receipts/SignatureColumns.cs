using ComposeServer.Identity.Dids;
using ComposeServer.Log.Receipts;
using Npgsql;

namespace ComposeServer.Postgres.Receipts;

/// <summary>The columns <c>signature</c> and <c>signer</c> of a commit group, one after the other.</summary>
static class SignatureColumns
{
    /// <summary>A signer without a key: what it signed never holds.</summary>
    static readonly Did Nobody = Did.Parse("did:key:nobody");

    /// <returns>Null for a group that nobody signed. What is half there, or of nobody, is a signature that does not hold.</returns>
    public static ReceiptSignature? Read(NpgsqlDataReader reader, int signature)
    {
        var (hasBytes, hasSigner) = (!reader.IsDBNull(signature), !reader.IsDBNull(signature + 1));
        if (!hasBytes && !hasSigner)
            return null;
        return new(
            hasSigner && Did.TryParse(reader.GetString(signature + 1), out var signer) ? signer : Nobody,
            hasBytes ? reader.GetFieldValue<byte[]>(signature) : []
        );
    }
}
