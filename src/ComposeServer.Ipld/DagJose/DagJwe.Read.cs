using System.Diagnostics.CodeAnalysis;
using ComposeServer.Ipld.DagCbor;

namespace ComposeServer.Ipld.DagJose;

public sealed partial record DagJwe
{
    /// <summary>Reads an envelope block. Byte members are slices of it.</summary>
    /// <param name="block">The block's bytes.</param>
    /// <param name="rules">Strict for what is written now.</param>
    /// <param name="jwe">The envelope.</param>
    /// <param name="error">Why there is none.</param>
    public static bool TryRead(
        ReadOnlyMemory<byte> block,
        DagCborRules rules,
        [NotNullWhen(true)] out DagJwe? jwe,
        out DagJoseError error
    )
    {
        jwe = null;
        error = default;
        var read = DagCborDecoder.Read(block, rules);
        if (!read.IsOk)
        {
            error = new(read.Error.Value.Code, read.Error.Value.ToString());
            return false;
        }

        if (read.TryGet<IpldMap>(out var map) && TryMembers(map, out jwe))
            return true;
        error = new(
            DagJoseErrorCode.Shape,
            "not { ciphertext, iv?, aad?, tag?, protected?, recipients?, unprotected? }"
        );
        return false;
    }

    static bool TryMembers(IpldMap map, [NotNullWhen(true)] out DagJwe? jwe)
    {
        var known = map.TryGet<IpldBytes>("ciphertext", out var ciphertext) ? 1 : 0;
        var recipients = map.TryGet<IpldList>("recipients", out var list) ? RecipientsOf(list) : null;
        if (recipients is not null)
            known++;
        jwe = ciphertext is null
            ? null
            : new()
            {
                Ciphertext = ciphertext,
                Iv = Take<IpldBytes>("iv"),
                Aad = Take<IpldBytes>("aad"),
                Tag = Take<IpldBytes>("tag"),
                Protected = Take<IpldBytes>("protected"),
                Unprotected = Take<IpldMap>("unprotected"),
                Recipients = recipients,
            };
        // A member of another kind or name is left over in the count.
        if (known != map.Count)
            jwe = null;
        return jwe is not null;

        T? Take<T>(string key)
            where T : IpldValue
        {
            if (map.TryGet<T>(key, out var value))
                known++;
            return value;
        }
    }

    static JweRecipient[]? RecipientsOf(IpldList list)
    {
        var recipients = new JweRecipient[list.Count];
        for (var i = 0; i < recipients.Length; i++)
        {
            if (list[i] is not IpldMap map)
                return null;
            var known =
                (map.TryGet<IpldBytes>("encrypted_key", out var key) ? 1 : 0)
                + (map.TryGet<IpldMap>("header", out var header) ? 1 : 0);
            if (known != map.Count)
                return null;
            recipients[i] = new(key, header);
        }

        return recipients;
    }
}
