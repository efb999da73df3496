namespace ComposeServer.Ipld.DagJson;

/// <summary>Maps that JSON borrows for links and bytes: those whose key <c>/</c> has a string, or a map with a string under <c>bytes</c>.</summary>
static class ReservedForm
{
    const string Slash = "/";
    const string Bytes = "bytes";

    public static bool IsReserved(IpldMap map) =>
        map.TryGet(Slash, out var inner)
        && (inner is IpldString || (inner is IpldMap below && below.TryGet<IpldString>(Bytes, out _)));

    /// <summary>What a map that was read stands for: a link, bytes, or itself.</summary>
    /// <returns>Null, with the code, if it is none of them.</returns>
    public static IpldValue? Resolve(IpldMap map, ref string? code)
    {
        if (!IsReserved(map))
            return map;
        if (map.Count == 1 && map.TryGet<IpldString>(Slash, out var text))
        {
            if (Cid.TryParse(text.Value, out var cid))
                return new IpldLink(cid);
            code = DagJsonErrorCode.Link;
            return null;
        }

        if (map.Count == 1 && map.TryGet<IpldMap>(Slash, out var inner) && inner.Count == 1)
        {
            if (inner.TryGet<IpldString>(Bytes, out var base64) && Base64Plain.TryDecode(base64.Value, out var bytes))
                return new IpldBytes(bytes);
            code = DagJsonErrorCode.Bytes;
            return null;
        }

        code = DagJsonErrorCode.Reserved;
        return null;
    }
}
