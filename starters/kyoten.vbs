' Opens Kyoten without the black window; it ends when the machine is shut down or its process is ended.
Set shell = CreateObject("WScript.Shell")
folder = CreateObject("Scripting.FileSystemObject").GetParentFolderName(WScript.ScriptFullName)
shell.Run """" & folder & "\kyoten.bat""", 0, False
