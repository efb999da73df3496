namespace ComposeServer.Tests.Security;

/// <summary>A beginning, and then the same bytes again and again; counts what was taken of it.</summary>
sealed class EndlessStream(byte[] first, byte[] again, long times) : Stream
{
    public long BytesRead { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => first.Length + (again.Length * times);

    public override long Position
    {
        get => BytesRead;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var read = 0;
        while (read < buffer.Length && BytesRead < Length)
        {
            var part =
                BytesRead < first.Length
                    ? first.AsSpan((int)BytesRead)
                    : again.AsSpan((int)((BytesRead - first.Length) % again.Length));
            var taken = int.Min(part.Length, buffer.Length - read);
            part[..taken].CopyTo(buffer[read..]);
            read += taken;
            BytesRead += taken;
        }

        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        new(Read(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Task.FromResult(Read(buffer.AsSpan(offset, count)));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
