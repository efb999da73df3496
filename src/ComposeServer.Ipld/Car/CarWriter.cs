namespace ComposeServer.Ipld.Car;

/// <summary>Writes a CAR v1 to a stream, one block at a time. Not for several threads.</summary>
public sealed class CarWriter : IDisposable
{
    const int FlushAtBytes = 1 << 16;

    readonly Stream _stream;
    readonly PooledBuffer _buffer = new(FlushAtBytes);

    /// <summary>Begins a file with these roots. Nothing reaches the stream before the first flush.</summary>
    /// <param name="stream">Stays open; owned by the caller.</param>
    /// <param name="roots">Where a reader shall begin.</param>
    public CarWriter(Stream stream, IReadOnlyList<Cid> roots)
    {
        _stream = stream;
        CarSection.WriteHeader(_buffer, roots);
    }

    /// <summary>Adds a block, whose name is taken as it is given.</summary>
    public async ValueTask WriteAsync(Block block, CancellationToken cancel)
    {
        CarSection.WriteBlock(_buffer, block);
        if (_buffer.Written.Length >= FlushAtBytes)
            await FlushAsync(cancel);
    }

    /// <summary>Hands everything to the stream; call it last.</summary>
    public async ValueTask FlushAsync(CancellationToken cancel)
    {
        await _stream.WriteAsync(_buffer.WrittenMemory, cancel);
        _buffer.Clear();
        await _stream.FlushAsync(cancel);
    }

    /// <summary>Gives the buffer back. What was not flushed is lost.</summary>
    public void Dispose() => _buffer.Dispose();
}
