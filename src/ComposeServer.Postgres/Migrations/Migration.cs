using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace ComposeServer.Postgres.Migrations;

/// <summary>One numbered step that brings the database's fixed tables forward.</summary>
/// <remarks>The text names no schema, so that it works in whichever schema <c>search_path</c> leads to.</remarks>
public sealed class Migration
{
    const string ResourceFolder = "migrations/";

    /// <summary>Takes number and name from the file name.</summary>
    /// <param name="fileName"><c>NNNN_name.sql</c>: four digits, then lower-case letters, digits and underscores.</param>
    /// <param name="sql">The statements, run in one transaction.</param>
    /// <exception cref="MigrationException">
    /// <c>MIGRATION_NAME</c>: the file name has another form. <c>MIGRATION_HEADER</c>: a line <c>-- needs:</c> holds no version.
    /// </exception>
    public Migration(string fileName, string sql)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        ArgumentNullException.ThrowIfNull(sql);
        if (!TryReadName(fileName, out var number, out var name))
            throw MigrationException.BadName(fileName);
        Number = number;
        Name = name;
        Sql = sql;
        Locks = MigrationHeader.Find(sql, "locks") ?? MigrationHeader.LocksOfFormer(Number);
        Needs = MigrationHeader.FindVersion(sql, fileName);
        Checksum = ChecksumOf(sql);
    }

    /// <summary>Place in the order, from 1, without gaps.</summary>
    public int Number { get; }

    /// <summary>The words of the file name, for people.</summary>
    public string Name { get; }

    /// <summary>The statements.</summary>
    public string Sql { get; }

    /// <summary>Which locks it takes on what, and how long, for people; null when it does not say.</summary>
    public string? Locks { get; }

    /// <summary>Oldest program that serves a database which has had it; null when only programs that carry it do.</summary>
    public Version? Needs { get; }

    /// <summary>SHA-256 (32 bytes) over the UTF-8 text with LF line ends and no byte order mark, so that a checkout with CRLF is the same file.</summary>
    public ReadOnlyMemory<byte> Checksum { get; }

    /// <summary>The migrations that this program carries, ascending.</summary>
    /// <exception cref="MigrationException">Numbers do not run 1, 2, 3, …</exception>
    public static IReadOnlyList<Migration> Embedded()
    {
        var assembly = typeof(Migration).Assembly;
        var migrations = assembly
            .GetManifestResourceNames()
            .Where(name => name.StartsWith(ResourceFolder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => new Migration(name[ResourceFolder.Length..], ReadResource(assembly, name)))
            .ToArray();
        RequireUnbroken(migrations);
        return migrations;
    }

    /// <summary>Refuses a set that cannot be applied in order.</summary>
    /// <exception cref="MigrationException"><c>MIGRATION_GAP</c>: numbers do not run 1, 2, 3, …</exception>
    internal static void RequireUnbroken(IReadOnlyList<Migration> migrations)
    {
        for (var index = 0; index < migrations.Count; index++)
            if (migrations[index].Number != index + 1)
                throw MigrationException.GapInProgram(index + 1);
    }

    static bool TryReadName(string fileName, out int number, out string name)
    {
        number = 0;
        name = "";
        if (fileName.Length < 10 || fileName[4] != '_' || !fileName.EndsWith(".sql", StringComparison.Ordinal))
            return false;
        name = fileName[5..^4];
        return int.TryParse(fileName.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out number)
            && number > 0
            && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');
    }

    static byte[] ChecksumOf(string sql)
    {
        var text = sql.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal);
        return SHA256.HashData(Encoding.UTF8.GetBytes(text));
    }

    static string ReadResource(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
