namespace ComposeServer.Ipld.Car;

/// <summary>Reads a CAR v1 from a stream, one block at a time, and checks the hash of each.</summary>
/// <remarks>
/// Never throws for what the stream holds. Memory is one section and a buffer, and a section grows with the bytes that arrive, not
/// with the length that was declared. Not for several threads.
/// <code>
/// var car = await CarReader.OpenAsync(stream, limits, cancel);
/// while (await car.ReadAsync(cancel)) Take(car.Current);
/// if (car.Error is { } error) …
/// </code>
/// </remarks>
public sealed class CarReader
{
    readonly CarSource _source;
    readonly CarLimits _limits;
    long _blocks;

    CarReader(Stream stream, CarLimits limits)
    {
        _source = new(stream);
        _limits = limits;
    }

    /// <summary>The header's roots; none after a failure in it.</summary>
    public IReadOnlyList<Cid> Roots { get; private set; } = [];

    /// <summary>The block that was read last; its bytes are its own.</summary>
    public Block Current { get; private set; }

    /// <summary>Bytes taken from the stream so far, header included.</summary>
    public long Offset => _source.Offset;

    /// <summary>Why reading stopped; null while all is well and at the end of the file.</summary>
    public CarError? Error { get; private set; }

    /// <summary>Begins reading: the header.</summary>
    /// <param name="stream">Stays open; owned by the caller.</param>
    /// <param name="limits">What the file may hold.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>A reader whose <see cref="Error"/> tells if there was no header.</returns>
    public static async ValueTask<CarReader> OpenAsync(Stream stream, CarLimits limits, CancellationToken cancel)
    {
        var reader = new CarReader(stream, limits);
        if (await reader.ReadSectionAsync(isHeader: true, cancel) is { } section)
        {
            reader.Fail(CarSection.ReadHeader(section, out var roots), 0);
            reader.Roots = reader.Error is null ? roots : [];
        }

        return reader;
    }

    /// <summary>Reads the next block into <see cref="Current"/>; false at the end and after a failure.</summary>
    public async ValueTask<bool> ReadAsync(CancellationToken cancel)
    {
        Current = default;
        var start = _source.Offset;
        if (Error is not null || await ReadSectionAsync(isHeader: false, cancel) is not { } section)
            return false;
        Fail(CarSection.ReadBlock(section, _limits, out var block), start);
        Current = block;
        _blocks++;
        return Error is null;
    }

    /// <summary>One section; null at the end of the file or after a failure.</summary>
    async ValueTask<byte[]?> ReadSectionAsync(bool isHeader, CancellationToken cancel)
    {
        var start = _source.Offset;
        var read = await _source.ReadLengthAsync(cancel);
        if (read.IsEnd && !isHeader)
            return null;
        Fail(read.Code, start);
        if (Error is null)
            Fail(CarSection.CheckLength(read.Length, isHeader, _source.Offset, _blocks, _limits), start);
        if (Error is not null)
            return null;
        var section = await _source.ReadBytesAsync((int)read.Length, cancel);
        if (section is null)
            Fail(CarErrorCode.Truncated, start);
        return section;
    }

    void Fail(string? code, long offset)
    {
        if (code is not null)
            Error = new(code, offset);
    }
}
