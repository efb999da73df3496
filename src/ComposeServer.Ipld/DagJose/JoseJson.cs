using System.Text.Json;

namespace ComposeServer.Ipld.DagJose;

/// <summary>Members of a JOSE object in JSON from outside, each read by the kind it must have.</summary>
readonly struct JoseJson(JsonElement element)
{
    /// <summary>Base64url text; null if it is missing and may be.</summary>
    public bool TryBytes(string name, bool required, out ReadOnlyMemory<byte>? bytes, out DagJoseError error)
    {
        bytes = null;
        if (!TryText(name, out var text, out error))
            return false;
        if (text is null)
            return !required || Refuse(DagJoseErrorCode.Shape, $"{name} is missing", out error);
        if (!Base64Url.TryDecode(text, out var decoded))
            return Refuse(DagJoseErrorCode.Base64, $"{name} is not base64url", out error);
        bytes = decoded;
        return true;
    }

    /// <summary>Text; null if it is missing.</summary>
    public bool TryText(string name, out string? text, out DagJoseError error)
    {
        text = null;
        if (!TryMember(name, out var member, out error))
            return false;
        if (member is not { } there)
            return true;
        if (there.ValueKind != JsonValueKind.String)
            return Refuse(DagJoseErrorCode.Shape, $"{name} is not a string", out error);
        try
        {
            text = there.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            // How JsonElement says that text cannot be decoded.
            return Refuse(DagJoseErrorCode.Shape, $"{name} is not Unicode", out error);
        }
    }

    /// <summary>Items of an array; null if it is missing.</summary>
    public bool TryList(string name, out IEnumerable<JsonElement>? items, out DagJoseError error)
    {
        items = null;
        if (!TryMember(name, out var member, out error))
            return false;
        if (member is not { } there)
            return true;
        if (there.ValueKind != JsonValueKind.Array)
            return Refuse(DagJoseErrorCode.Shape, $"{name} is not a list", out error);
        items = there.EnumerateArray();
        return true;
    }

    /// <summary>An object; null if it is missing.</summary>
    public bool TryMap(string name, out IpldMap? map, out DagJoseError error)
    {
        map = null;
        if (!TryMember(name, out var member, out error))
            return false;
        if (member is not { } there)
            return true;
        if (!PlainJson.TryFromDocument(there, out var value, out var code))
            return Refuse(DagJoseErrorCode.Shape, $"{name}: {code}", out error);
        map = value as IpldMap;
        return map is not null || Refuse(DagJoseErrorCode.Shape, $"{name} is not an object", out error);
    }

    bool TryMember(string name, out JsonElement? member, out DagJoseError error)
    {
        error = default;
        member = null;
        if (element.ValueKind != JsonValueKind.Object)
            return Refuse(DagJoseErrorCode.Shape, $"{name}: its owner is not an object", out error);
        try
        {
            if (element.TryGetProperty(name, out var found))
                member = found;
            return true;
        }
        catch (InvalidOperationException)
        {
            // Another member's name cannot be decoded.
            return Refuse(DagJoseErrorCode.Shape, "a member's name is not Unicode", out error);
        }
    }

    static bool Refuse(string code, string detail, out DagJoseError error)
    {
        error = new(code, detail);
        return false;
    }
}
