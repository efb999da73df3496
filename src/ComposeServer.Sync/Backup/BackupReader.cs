using System.Buffers.Binary;
using System.IO.Compression;

namespace ComposeServer.Sync.Backup;

/// <summary>Reads the sections of a backup, one after the other.</summary>
public sealed class BackupReader : IAsyncDisposable
{
    readonly BrotliStream _body;
    readonly byte[] _chunk = new byte[BackupFormat.ChunkBytesMax];

    internal BackupReader(Stream body) => _body = new(body, CompressionMode.Decompress);

    /// <summary>Bytes of sections so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>Copies the next section.</summary>
    /// <param name="target">Gets its content; stays open.</param>
    /// <param name="progress">Hears of each chunk.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="BackupException"><c>BACKUP_DAMAGED</c>: the digest fits and the content makes no sense, so it was written wrongly.</exception>
    public async Task ReadSectionAsync(Stream target, Action? progress, CancellationToken cancel)
    {
        while (await ReadChunkAsync(cancel) is { IsEmpty: false } chunk)
        {
            await target.WriteAsync(chunk, cancel);
            progress?.Invoke();
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _body.DisposeAsync();

    async ValueTask<ReadOnlyMemory<byte>> ReadChunkAsync(CancellationToken cancel)
    {
        try
        {
            var length = new byte[4];
            await _body.ReadExactlyAsync(length, cancel);
            var count = BinaryPrimitives.ReadInt32BigEndian(length);
            if (count is < 0 or > BackupFormat.ChunkBytesMax)
                throw BackupFile.Damaged("a section has a chunk of an impossible length");
            await _body.ReadExactlyAsync(_chunk.AsMemory(0, count), cancel);
            Bytes += count;
            return _chunk.AsMemory(0, count);
        }
        catch (Exception broken)
            when (broken is EndOfStreamException or InvalidDataException or InvalidOperationException)
        {
            throw BackupFile.Damaged($"a section cannot be read: {broken.Message}");
        }
    }
}
