using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ComposeServer.Sync.Backup;

namespace ComposeServer.Tests.Sync.Backup;

public sealed class BackupFileTests
{
    const int ChunkBytes = 1 << 16;

    static readonly BackupHeader Header = new(
        6,
        new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero),
        14,
        "00ff",
        "mark",
        [new("first", 1, ["a", "b"]), new("second", 0, ["c"])],
        [new("stamp", 3), new("unused", null)]
    );

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(ChunkBytes, ChunkBytes - 1)]
    [InlineData(ChunkBytes + 1, 3 * ChunkBytes)]
    public async Task Sections_and_header_are_read_as_they_were_written(int first, int second)
    {
        byte[][] sections = [Bytes(first), Bytes(second)];
        using var file = new MemoryStream(await WriteAsync(sections));

        var opened = await BackupFile.OpenAsync(file, null, default);

        Assert.Equivalent(Header, opened.Header, strict: true);
        await using var reader = opened.Read();
        foreach (var section in sections)
        {
            using var read = new MemoryStream();
            await reader.ReadSectionAsync(read, null, default);
            Assert.Equal(section, read.ToArray());
        }

        Assert.Equal(first + second, reader.Bytes);
    }

    [Fact]
    public async Task The_header_stands_in_the_clear_after_the_version()
    {
        var file = await WriteAsync([Bytes(10), Bytes(10)]);

        Assert.Equal("ComposeServer-backup", Encoding.ASCII.GetString(file, 0, 20));
        Assert.Equal(1, BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(20)));
        var json = Encoding.UTF8.GetString(file, 28, BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(24)));
        Assert.StartsWith("{\"migration\":6,", json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_was_cut_off_anywhere_is_told_from_a_whole_one()
    {
        var file = await WriteAsync([Bytes(300), Bytes(5)]);

        for (var length = 1; length < file.Length; length++)
            Assert.Equal(BackupCode.Truncated, await RefuseAsync(file[..length]));
    }

    [Fact]
    public async Task A_flipped_bit_anywhere_is_found()
    {
        var file = await WriteAsync([Bytes(300), Bytes(5)]);

        for (var at = 0; at < file.Length; at++)
        {
            var flipped = file.ToArray();
            flipped[at] ^= 0x10;
            var code = await RefuseAsync(flipped);
            Assert.Contains(
                code,
                at < 20 ? [BackupCode.Foreign]
                    : at < 24 ? [BackupCode.Newer, BackupCode.Damaged]
                    : new[] { BackupCode.Damaged, BackupCode.Truncated }
            );
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("PGDMP")]
    [InlineData("{\"a\":1}")]
    public async Task A_file_of_another_kind_is_foreign(string text)
    {
        Assert.Equal(BackupCode.Foreign, await RefuseAsync(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public async Task A_newer_format_is_told_of_though_the_rest_cannot_be_read()
    {
        byte[] file = [.. "ComposeServer-backup"u8, 0, 0, 0, 2, 0, 0, 0, 9, .. Bytes(50)];

        Assert.Equal(BackupCode.Newer, await RefuseAsync(file));
    }

    [Fact]
    public async Task Bytes_after_the_end_are_not_overlooked()
    {
        var file = await WriteAsync([Bytes(300), Bytes(5)]);

        Assert.Equal(BackupCode.Truncated, await RefuseAsync([.. file, 0]));
        Assert.Equal(BackupCode.Damaged, await RefuseAsync([.. file, .. file]));
    }

    [Fact]
    public async Task A_body_that_ends_before_its_sections_is_refused_though_its_digest_fits()
    {
        using var file = new MemoryStream(await WriteAsync([Bytes(10)]));
        var opened = await BackupFile.OpenAsync(file, null, default);
        await using var reader = opened.Read();
        await reader.ReadSectionAsync(Stream.Null, null, default);

        var refused = await Assert.ThrowsAsync<BackupException>(() =>
            reader.ReadSectionAsync(Stream.Null, null, default)
        );

        Assert.Equal(BackupCode.Damaged, refused.Code);
    }

    static async Task<string> RefuseAsync(byte[] bytes)
    {
        using var file = new MemoryStream(bytes);
        return (await Assert.ThrowsAsync<BackupException>(() => BackupFile.OpenAsync(file, null, default))).Code;
    }

    static async Task<byte[]> WriteAsync(byte[][] sections)
    {
        using var file = new MemoryStream();
        await using var writer = await BackupWriter.BeginAsync(file, Header, default);
        foreach (var section in sections)
            await writer.WriteSectionAsync(new MemoryStream(section), null, default);
        await writer.EndAsync(default);
        Assert.Equal(file.Length, writer.FileBytes);
        return file.ToArray();
    }

    static byte[] Bytes(int count) => count == 0 ? [] : RandomNumberGenerator.GetBytes(count);
}
