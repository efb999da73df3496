using System.Text.Json;
using ComposeServer.Ipld.DagCbor;

namespace ComposeServer.Ipld.DagJson;

/// <summary>DAG-JSON text to values.</summary>
/// <remarks>Never throws for any input. White space and any order of keys are read. Source: the IPLD DAG-JSON specification.</remarks>
public static class DagJsonDecoder
{
    /// <summary>Bytes stand two objects deeper in JSON than in the data model.</summary>
    const int JsonDepthMax = DagCborLimits.DepthMax + 2;

    static readonly JsonReaderOptions Options = new() { MaxDepth = JsonDepthMax };

    /// <summary>Reads one value and nothing behind it.</summary>
    public static DagJsonResult Read(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, Options);
        string? code = null;
        try
        {
            if (reader.Read() && ReadValue(ref reader, ref code) is { } value && !reader.Read())
            {
                return IsDeeperThan(value, DagCborLimits.DepthMax)
                    ? DagJsonResult.Of(new DagJsonError(DagJsonErrorCode.Depth, 0))
                    : DagJsonResult.Of(value);
            }
        }
        catch (JsonException)
        {
            code = reader.CurrentDepth >= JsonDepthMax - 1 ? DagJsonErrorCode.Depth : DagJsonErrorCode.Malformed;
        }
        catch (InvalidOperationException)
        {
            // How the reader says that text cannot be decoded.
            code = DagJsonErrorCode.Text;
        }

        return DagJsonResult.Of(new DagJsonError(code ?? DagJsonErrorCode.Malformed, reader.TokenStartIndex));
    }

    static IpldValue? ReadValue(ref Utf8JsonReader reader, ref string? code)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return ReadMap(ref reader, ref code) is { } map ? ReservedForm.Resolve(map, ref code) : null;
            case JsonTokenType.StartArray:
                return ReadList(ref reader, ref code);
            case JsonTokenType.String:
                return new IpldString(reader.GetString()!);
            case JsonTokenType.Number:
                return ReadNumber(ref reader, ref code);
            case JsonTokenType.True:
                return IpldBool.True;
            case JsonTokenType.False:
                return IpldBool.False;
            default:
                return IpldNull.Instance;
        }
    }

    static IpldMap? ReadMap(ref Utf8JsonReader reader, ref string? code)
    {
        var entries = new List<KeyValuePair<string, IpldValue>>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var key = reader.GetString()!;
            reader.Read();
            if (ReadValue(ref reader, ref code) is not { } value)
                return null;
            entries.Add(new(key, value));
        }

        if (IpldMap.TryFrom([.. entries], out var map))
            return map;
        code = DagJsonErrorCode.KeyRepeated;
        return null;
    }

    static IpldList? ReadList(ref Utf8JsonReader reader, ref string? code)
    {
        var items = new List<IpldValue>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (ReadValue(ref reader, ref code) is not { } value)
                return null;
            items.Add(value);
        }

        return new(items);
    }

    static IpldValue? ReadNumber(ref Utf8JsonReader reader, ref string? code)
    {
        if (reader.ValueSpan.IndexOfAny((byte)'.', (byte)'e', (byte)'E') >= 0)
        {
            if (reader.TryGetDouble(out var number) && double.IsFinite(number))
                return new IpldFloat(number);
        }
        else if (Int128.TryParse(reader.ValueSpan, out var integer) && IpldInteger.IsInRange(integer))
        {
            return IpldInteger.Of(integer);
        }

        code = DagJsonErrorCode.Number;
        return null;
    }

    static bool IsDeeperThan(IpldValue value, int levels) =>
        value switch
        {
            IpldMap map => levels == 0 || map.Entries.Any(entry => IsDeeperThan(entry.Value, levels - 1)),
            IpldList list => levels == 0 || list.Items.Any(item => IsDeeperThan(item, levels - 1)),
            _ => false,
        };
}
