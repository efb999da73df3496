namespace ComposeServer.Ipld.Car;

/// <summary>Length-prefixed bytes from a stream, through one buffer.</summary>
sealed class CarSource(Stream stream)
{
    const int BufferSize = 1 << 16;

    readonly byte[] _buffer = new byte[BufferSize];
    int _start;
    int _end;

    /// <summary>Bytes taken so far.</summary>
    public long Offset { get; private set; }

    /// <summary>A length, or the end of the stream, or a code.</summary>
    public async ValueTask<SectionLength> ReadLengthAsync(CancellationToken cancel)
    {
        while (true)
        {
            if (TryTakeLength(out var length))
                return new(length, IsEnd: false, Code: null);
            if (_end - _start >= Varint.SizeMax)
                return new(0, IsEnd: false, CarErrorCode.Length);
            if (!await FillAsync(cancel))
                return new(0, IsEnd: _start == _end, CarErrorCode.Truncated);
        }
    }

    /// <summary>So many bytes in an array of their own; null if the stream ends before.</summary>
    public async ValueTask<byte[]?> ReadBytesAsync(int count, CancellationToken cancel)
    {
        // Whoever declares a megabyte has to send it before it is allocated.
        var bytes = new byte[int.Min(count, BufferSize)];
        for (var filled = 0; ; )
        {
            if (_start == _end && filled < count && !await FillAsync(cancel))
                return null;
            var take = int.Min(_end - _start, int.Min(count, bytes.Length) - filled);
            _buffer.AsSpan(_start, take).CopyTo(bytes.AsSpan(filled));
            _start += take;
            Offset += take;
            filled += take;
            if (filled == count)
                return bytes;
            if (filled == bytes.Length)
                Array.Resize(ref bytes, int.Min(count, bytes.Length * 2));
        }
    }

    bool TryTakeLength(out ulong length)
    {
        ReadOnlySpan<byte> held = _buffer.AsSpan(_start, _end - _start);
        if (!Varint.TryTake(ref held, out length))
            return false;
        var size = _end - _start - held.Length;
        _start += size;
        Offset += size;
        return true;
    }

    async ValueTask<bool> FillAsync(CancellationToken cancel)
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancel);
        _end += read;
        return read > 0;
    }
}

/// <summary>What stood where a section's length was expected.</summary>
readonly record struct SectionLength(ulong Length, bool IsEnd, string? Code);
