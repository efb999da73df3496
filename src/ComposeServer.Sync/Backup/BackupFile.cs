using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;

namespace ComposeServer.Sync.Backup;

/// <summary>A backup that was looked at from its first byte to its last, and is what was written.</summary>
public sealed class BackupFile
{
    const int BufferSize = 1 << 20;

    /// <summary>Bytes of the length in the trailer, which the digest covers too.</summary>
    const int LengthBytes = 8;

    readonly Stream _file;
    readonly long _bodyStart;

    BackupFile(Stream file, BackupHeader header, long bodyStart) =>
        (_file, Header, _bodyStart) = (file, header, bodyStart);

    /// <summary>What it says of itself.</summary>
    public BackupHeader Header { get; }

    /// <summary>Bytes of the file.</summary>
    public long Length => _file.Length;

    /// <summary>Reads the header and checks all bytes.</summary>
    /// <param name="file">Can be read twice; stays open.</param>
    /// <param name="progress">Hears the part that has been read.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="BackupException">It is not a whole backup that this program can read; see <see cref="BackupCode"/>.</exception>
    public static async Task<BackupFile> OpenAsync(
        Stream file,
        IProgress<BackupProgress>? progress,
        CancellationToken cancel
    )
    {
        file.Position = 0;
        var (header, bodyStart) = await ReadHeaderAsync(file, cancel);
        await CheckAsync(file, bodyStart, progress, cancel);
        return new(file, Parse(header), bodyStart);
    }

    /// <summary>Reads the sections, from the first on.</summary>
    public BackupReader Read()
    {
        _file.Position = _bodyStart;
        return new(new BodyStream(_file, _file.Length - BackupFormat.TrailerBytes - _bodyStart));
    }

    /// <summary>The part of the file that has been read.</summary>
    public double Done => (double)_file.Position / Math.Max(1, _file.Length);

    static async Task<(byte[] Header, long BodyStart)> ReadHeaderAsync(Stream file, CancellationToken cancel)
    {
        var start = new byte[BackupFormat.Magic.Length + 8];
        var read = await file.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancel);
        var present = Math.Min(read, BackupFormat.Magic.Length);
        if (present == 0 || !start.AsSpan(0, present).SequenceEqual(BackupFormat.Magic[..present]))
            throw new BackupException(BackupCode.Foreign, "the file is no backup of a ComposeServer");
        if (read < start.Length)
            throw Truncated();
        var version = BinaryPrimitives.ReadInt32BigEndian(start.AsSpan(^8));
        if (version != BackupFormat.Version)
            throw version > BackupFormat.Version
                ? new BackupException(
                    BackupCode.Newer,
                    $"the backup is of format {version}, this program reads {BackupFormat.Version}: take a newer ComposeServer"
                )
                : Damaged("its version is none");
        var length = BinaryPrimitives.ReadInt32BigEndian(start.AsSpan(^4));
        if (length is <= 0 or > BackupFormat.HeaderBytesMax)
            throw Damaged("the length of its header is impossible");
        if (file.Length - file.Position < length + BackupFormat.TrailerBytes)
            throw Truncated();
        var header = new byte[length];
        await file.ReadExactlyAsync(header, cancel);
        return (header, file.Position);
    }

    static async Task CheckAsync(
        Stream file,
        long bodyStart,
        IProgress<BackupProgress>? progress,
        CancellationToken cancel
    )
    {
        var content = file.Length - BackupFormat.TrailerBytes;
        file.Position = content;
        var trailer = new byte[BackupFormat.TrailerBytes];
        await file.ReadExactlyAsync(trailer, cancel);
        if (!trailer.AsSpan(^8).SequenceEqual(BackupFormat.EndMark))
            throw Truncated();
        if (content < bodyStart || BinaryPrimitives.ReadInt64BigEndian(trailer) != content)
            throw Damaged("its length is another than the one that was noted");

        file.Position = 0;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferSize];
        for (var left = content + LengthBytes; left > 0; )
        {
            var read = await file.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), cancel);
            if (read == 0)
                throw Truncated();
            hash.AppendData(buffer, 0, read);
            left -= read;
            progress?.Report(new("checking the file", 1 - (double)left / file.Length, file.Position));
        }

        if (!trailer.AsSpan(LengthBytes, SHA256.HashSizeInBytes).SequenceEqual(hash.GetHashAndReset()))
            throw Damaged("its digest is another than the one that was noted");
    }

    static BackupHeader Parse(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, BackupJson.Default.BackupHeader)
                ?? throw Damaged("its header is empty");
        }
        catch (JsonException broken)
        {
            throw Damaged($"its header cannot be read: {broken.Message}");
        }
    }

    static BackupException Truncated() =>
        new(BackupCode.Truncated, "the backup ends too early: it was cut off, or is still being written");

    /// <summary>A backup that is not what was written.</summary>
    public static BackupException Damaged(string how) =>
        new(BackupCode.Damaged, $"the backup is not what was written: {how}. Take another copy of it");
}
