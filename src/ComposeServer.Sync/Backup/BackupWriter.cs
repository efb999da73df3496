using System.Buffers.Binary;
using System.IO.Compression;
using System.Text.Json;

namespace ComposeServer.Sync.Backup;

/// <summary>Writes a backup: header, sections in the order of the header, and at the end what tells a whole file from a broken one.</summary>
public sealed class BackupWriter : IAsyncDisposable
{
    readonly HashingStream _file;
    readonly BrotliStream _body;
    readonly byte[] _chunk = new byte[BackupFormat.ChunkBytesMax];

    BackupWriter(HashingStream file)
    {
        _file = file;
        // The lowest level: keys and signatures do not compress, and texts do with any.
        _body = new(file, CompressionLevel.Fastest, leaveOpen: true);
    }

    /// <summary>Bytes of sections so far, before they are compressed.</summary>
    public long Bytes { get; private set; }

    /// <summary>Bytes of the file so far.</summary>
    public long FileBytes => _file.Count;

    /// <summary>Begins a file with its header.</summary>
    /// <param name="target">Stays open.</param>
    /// <param name="header">What is to come.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<BackupWriter> BeginAsync(Stream target, BackupHeader header, CancellationToken cancel)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(header, BackupJson.Default.BackupHeader);
        var start = new byte[BackupFormat.Magic.Length + 8];
        BackupFormat.Magic.CopyTo(start);
        BinaryPrimitives.WriteInt32BigEndian(start.AsSpan(^8), BackupFormat.Version);
        BinaryPrimitives.WriteInt32BigEndian(start.AsSpan(^4), json.Length);
        var file = new HashingStream(target);
        await file.WriteAsync(start, cancel);
        await file.WriteAsync(json, cancel);
        return new(file);
    }

    /// <summary>Writes the next section.</summary>
    /// <param name="content">Read to its end.</param>
    /// <param name="progress">Hears of each chunk.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task WriteSectionAsync(Stream content, Action? progress, CancellationToken cancel)
    {
        var length = new byte[4];
        int read;
        do
        {
            read = await content.ReadAtLeastAsync(_chunk, _chunk.Length, throwOnEndOfStream: false, cancel);
            BinaryPrimitives.WriteInt32BigEndian(length, read);
            await _body.WriteAsync(length, cancel);
            await _body.WriteAsync(_chunk.AsMemory(0, read), cancel);
            Bytes += read;
            progress?.Invoke();
        } while (read > 0);
    }

    /// <summary>Ends the file. Without it, the file is one that was cut off.</summary>
    public async Task EndAsync(CancellationToken cancel)
    {
        await _body.DisposeAsync();
        var length = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(length, _file.Count);
        await _file.WriteAsync(length, cancel);
        await _file.WriteAsync(_file.Digest, cancel);
        await _file.WriteAsync(BackupFormat.EndMark.ToArray(), cancel);
        await _file.FlushAsync(cancel);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _body.DisposeAsync();
        await _file.DisposeAsync();
    }
}
