using System.Buffers.Text;
using System.Text;

namespace ComposeServer.Benchmarks.Load;

/// <summary>Finds the end of an HTTP/1.1 response: enough of RFC 9112 for Kestrel's answers, and an error for anything else.</summary>
static class HttpFraming
{
    static ReadOnlySpan<byte> LineEnd => "\r\n"u8;

    /// <summary>Reads a response that may not have arrived to its end.</summary>
    /// <param name="received">What there is, from the status line on. The chunks of a complete body are moved together in it.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="body">Where the body lies in <paramref name="received"/>.</param>
    /// <returns>False when more must come.</returns>
    /// <exception cref="InvalidDataException">No response that this client knows.</exception>
    public static bool TryRead(Span<byte> received, out int status, out Range body)
    {
        (status, body) = (0, default);
        var headLength = received.IndexOf("\r\n\r\n"u8);
        if (headLength < 0)
            return false;
        ReadOnlySpan<byte> head = received[..(headLength + 2)];
        if (!head.StartsWith("HTTP/1.1 "u8) || !Utf8Parser.TryParse(head[9..], out status, out _))
            throw new InvalidDataException("not an HTTP/1.1 response");
        var start = headLength + 4;
        if (TryFind(head, "content-length: "u8, out var text))
            return Utf8Parser.TryParse(text, out int length, out _)
                ? HasAll(received.Length, start, length, out body)
                : throw new InvalidDataException("content-length is no number");
        if (TryFind(head, "transfer-encoding: chunked"u8, out _))
            return TryJoinChunks(received, start, out body);
        throw new InvalidDataException("a response of unknown length");
    }

    static bool HasAll(int received, int start, int length, out Range body)
    {
        body = start..(start + length);
        return received - start >= length;
    }

    /// <summary>Finds a header by its name in lower case, and gives what stands between it and the end of the line.</summary>
    static bool TryFind(ReadOnlySpan<byte> head, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        value = default;
        for (var end = head.IndexOf(LineEnd); end >= 0; end = head.IndexOf(LineEnd))
        {
            var line = head[..end];
            head = head[(end + 2)..];
            if (line.Length < name.Length || !Ascii.EqualsIgnoreCase(line[..name.Length], name))
                continue;
            value = line[name.Length..];
            return true;
        }

        return false;
    }

    static bool TryJoinChunks(Span<byte> received, int start, out Range body)
    {
        body = default;
        if (!IsComplete(received[start..]))
            return false;
        var (read, written) = (start, start);
        while (TryReadSize(received[read..], out var line, out var size) && size > 0)
        {
            received.Slice(read + line, size).CopyTo(received[written..]);
            written += size;
            read += line + size + 2;
        }

        body = start..written;
        return true;
    }

    static bool IsComplete(ReadOnlySpan<byte> rest)
    {
        while (TryReadSize(rest, out var line, out var size))
        {
            if (rest.Length - line < size + 2)
                return false;
            if (size == 0)
                return true;
            rest = rest[(line + size + 2)..];
        }

        return false;
    }

    /// <param name="rest">From the size of a chunk on.</param>
    /// <param name="line">Bytes of the line that holds it.</param>
    /// <param name="size">Bytes of the chunk.</param>
    static bool TryReadSize(ReadOnlySpan<byte> rest, out int line, out int size)
    {
        (line, size) = (rest.IndexOf(LineEnd) + 2, 0);
        if (line < 2)
            return false;
        return Utf8Parser.TryParse(rest[..(line - 2)], out size, out _, 'x') && size >= 0
            ? true
            : throw new InvalidDataException("a chunk without a size");
    }
}
