using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ComposeServer.Identity.Interop;

/// <summary>Secret bytes outside the collected heap: never moved or copied by the collector, overwritten when released, also by the finaliser.</summary>
/// <remarks>Every secret of this room lives in one, but for the P-256 keys, which the in-box class keeps in native memory and clears likewise.</remarks>
unsafe class SecretKey : SafeHandle
{
    private protected SecretKey(int sizeBytes)
        : base(0, ownsHandle: true)
    {
        SizeBytes = sizeBytes;
        SetHandle((nint)NativeMemory.AllocZeroed((nuint)sizeBytes));
    }

    /// <summary>How many bytes it holds.</summary>
    public int SizeBytes { get; }

    public override bool IsInvalid => handle == 0;

    public static SecretKey Zeroed(int sizeBytes) => new(sizeBytes);

    /// <summary>Takes a copy; the caller overwrites its own.</summary>
    public static SecretKey Copy(ReadOnlySpan<byte> bytes)
    {
        var key = new SecretKey(bytes.Length);
        bytes.CopyTo(new Span<byte>((void*)key.handle, bytes.Length));
        return key;
    }

    /// <summary>Fresh random bytes.</summary>
    public static SecretKey Random(int sizeBytes)
    {
        var key = new SecretKey(sizeBytes);
        RandomNumberGenerator.Fill(new Span<byte>((void*)key.handle, sizeBytes));
        return key;
    }

    /// <summary>Copies the secret into memory that the caller will overwrite.</summary>
    /// <exception cref="ObjectDisposedException">The key has been released.</exception>
    public void CopyTo(Span<byte> target)
    {
        var added = false;
        try
        {
            DangerousAddRef(ref added);
            // Safe: the reference taken above keeps the memory, SizeBytes is its true size.
            new ReadOnlySpan<byte>((void*)handle, SizeBytes).CopyTo(target);
        }
        finally
        {
            if (added)
                DangerousRelease();
        }
    }

    protected override bool ReleaseHandle()
    {
        // In-box and never optimised away; a finaliser must not depend on a native library that may be missing.
        CryptographicOperations.ZeroMemory(new Span<byte>((void*)handle, SizeBytes));
        Free(handle);
        return true;
    }

    /// <summary>Gives the memory back; it has been overwritten before.</summary>
    private protected virtual void Free(nint memory) => NativeMemory.Free((void*)memory);
}
