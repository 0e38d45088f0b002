"""The words that headings, labels and columns of roadmaps use, in the languages people write them in.

Structure decides first; these words only say which part of a roadmap a heading or label is. Each role is one
pattern: words of
alphabetic scripts match whole, signs of scripts without spaces match anywhere.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache


class Role(StrEnum):
    """What a heading, a label or a column is about."""

    HABITS = "habits"
    GOALS = "goals"
    CHECKPOINTS = "checkpoints"
    RESOURCES = "resources"
    PRINCIPLES = "principles"
    AVOID = "avoid"
    CRITERIA = "criteria"
    QUESTIONS = "questions"
    THINK = "think"
    PROJECTS = "projects"
    LEGEND = "legend"
    BOILERPLATE = "boilerplate"
    WHY = "why"
    GOAL = "goal"
    EFFORT = "effort"
    LASTS = "lasts"
    DEPENDS = "depends"
    BUILD = "build"
    ABLE = "able"
    PROVES = "proves"
    CHOOSE = "choose"
    STATUS = "status"
    PRACTICE = "practice"
    READING = "reading"
    TITLE = "title"
    NUMBER = "number"
    NOTE = "note"
    KNOWS = "knows"
    JOBS = "jobs"
    ROADMAP = "roadmap"
    ABOUT = "about"


_WORDS = {
    Role.HABITS: "habits?|rhythms?|routines?|rituals?|daily|weekly|monthly|quarterly|cadence|hábitos?|"
    "rutinas?|rotinas?|habitudes?|"
    "routine quotidienne|gewohnheiten|routinen|привычк\\w*|ритм\\w*|рутин\\w*|звичк\\w*|alışkanlık\\w*|"
    "rutin\\w*|nawyki|abitudini|"
    "kebiasaan|thói quen|عادات|आदतें|习惯|習慣|日常|루틴|습관",
    Role.GOALS: "portfolio goals|goals|targets|objectives|okrs?|kpis?|metas|objetivos|objectifs|ziele|"
    "obiettivi|цели|цілі|hedefler\\w*|"
    "cele|mục tiêu|tujuan|target|أهداف|الأهداف|लक्ष्य|目标|目標|목표",
    Role.CHECKPOINTS: "checkpoints?|career milestones?|career goals?|career levels?|milestones?|"
    "employability|hitos|marcos|jalons|"
    "meilensteine|вехи|чекпоинты|контрольные точки|kilometre taşları|里程碑|マイルストーン|마일스톤",
    Role.RESOURCES: "resources?|references?|links?|materials?|books?|courses?|videos?|tutorials?|"
    "further reading|readings?|docs|documentation|"
    "recursos?|enlaces|libros|materiales|materiais|livros|cursos|ressources?|liens|livres|cours|ressourcen|quellen|bücher|materialien|"
    "ресурс\\w*|ссылки|материал\\w*|книги|курсы|посилання|матеріали|kaynak\\w*|kitaplar|zasoby|materiały|risorse|"
    "sumber(?: daya| belajar)?|referensi|tài liệu|nguồn|مصادر|المصادر|موارد|संसाधन|资源|資源|资料|資料|参考|"
    "教材|리소스|자료|참고",
    Role.PRINCIPLES: "principles?|rules?|mindset|philosophy|golden rule|mantra|principios?|reglas?|"
    "princípios?|regras?|principes?|règles?|"
    "prinzipien|regeln|grundsätze|принцип\\w*|правила|ilkeler\\w*|kurallar\\w*|zasady|principi|regole|"
    "prinsip|nguyên tắc|مبادئ|सिद्धांत|"
    "原则|原則|心得|원칙",
    Role.AVOID: "avoid|not to waste|don'?t waste|what not to|do not|mistakes?|pitfalls?|anti-?patterns?|"
    "evitar|errores comunes|erros comuns|"
    "à éviter|erreurs|vermeiden|fehler|избегать|ошибки|kaçın\\w*|hatalar|unikać|evitare|hindari|tránh|避免|"
    "避ける|피해야",
    Role.CRITERIA: "success criteria|completion criteria|exit criteria|acceptance criteria|criteria|"
    "done when|definition of done|success metrics|"
    "ready (?:to|when|for).*|you can now|by the end.*|criterios?(?: de \\w+)?|critérios?(?: de \\w+)?|"
    "critères?(?: de \\w+)?|"
    "erfolgskriterien|abschlusskriterien|критери\\w*|başarı (?:kriterleri|ölçütleri)|kriterler\\w*|kryteria|"
    "criteri|kriteria|tiêu chí|"
    "معايير|मानदंड|完成标准|完成標準|验收标准|驗收標準|达成标准|成功标准|完了条件|達成基準|완료 기준|성공 기준",
    Role.QUESTIONS: "self[- ]?(?:assessment|check|evaluation|test)|check your(?:self| understanding)|"
    "review questions|quiz|"
    "autoevaluación|autoavaliação|auto-?évaluation|selbst(?:test|einschätzung|überprüfung)|самопроверк\\w*|самооценк\\w*|"
    "вопросы для самопроверки|самоперевірк\\w*|öz değerlendirme|autovalutazione|samoocena|tự đánh giá|"
    "تقييم ذاتي|自测|自測|自我评估|自我測試|"
    "自己チェック|理解度チェック|자가 ?진단|셀프 ?체크",
    Role.THINK: "(?:always |now )?think(?: about)?|ask(?: yourself)?|keep in mind|start acting like|"
    "mindset shift|piensa|pense|pensez|denk\\w*|"
    "думай\\w*|düşün\\w*|思考|考える|생각",
    Role.PROJECTS: "(?:\\w+ )?(?:mini|milestone|capstone|portfolio|example|sample|side|practice|"
    "final)?[- ]?projects?(?: ideas?| to build)?|"
    "proyectos?|projetos?|projets?|projekte?|проект\\w*|проєкт\\w*|projeler\\w*|proje|projekty|progetti|"
    "proyek|dự án|مشاريع|"
    "परियोजनाएं|प्रोजेक्ट|项目|專案|項目|实战|プロジェクト|制作|프로젝트",
    Role.LEGEND: "legend|key|status key|leyenda|legenda|légende|legende|легенда|условные обозначения|"
    "позначення|açıklama|lejant|chú thích|"
    "مفتاح|图例|圖例|凡例|범례",
    Role.BOILERPLATE: "(?:table of )?contents|toc|licen[sc]e|contributing|contributors?|contribute|"
    "acknowledg\\w+|credits?|support|star history|"
    "stargazers|how to use(?: this.*)?|how to contribute|author|about me|contact|feedback|sponsors?|"
    "changelog|repository structure|"
    "folder structure|project structure|installation|usage|índice|tabla de contenidos|licencia|contribuir|"
    "contribuciones|licença|sumário|"
    "contribuindo|contribuição|sommaire|table des matières|licence|contribuer|inhaltsverzeichnis|inhalt|"
    "lizenz|mitwirken|beitragen|"
    "содержание|оглавление|лицензия|вклад|зміст|ліцензія|içindekiler|lisans|katkı\\w*|spis treści|licencja|"
    "indice|licenza|"
    "daftar isi|lisensi|kontribusi|mục lục|giấy phép|đóng góp|المحتويات|الفهرس|ترخيص|المساهمة|विषय सूची|लाइसेंस|"
    "目录|目錄|许可|授权|贡献|貢獻|目次|ライセンス|貢献|목차|라이선스|기여",
    Role.WHY: "why(?: (?:this|it) matters)?|why (?:learn )?this|rationale|purpose|por qué(?: importa)?|"
    "por que|pourquoi|warum|зачем|почему|чому|навіщо|"
    "neden|niçin|dlaczego|perché|mengapa|kenapa|tại sao|لماذا|क्यों|为什么|為什麼|なぜ|왜",
    Role.GOAL: "goals?|objectives?|outcomes?|aim|mission|focus|objetivos?|meta|foco|objectifs?|but|ziele?|"
    "цель|цели|мета|ціль|hedef|amaç|odak|cel|"
    "obiettivo|tujuan|fokus|mục tiêu|الهدف|هدف|लक्ष्य|उद्देश्य|目标|目標|ゴール|目的|목표",
    Role.EFFORT: "effort|time|hours|estimated (?:time|effort|hours)|estimate|time (?:needed|required|"
    "commitment|estimate)|workload|esfuerzo|tiempo|horas|"
    "esforço|tempo|effort estimé|temps|heures|aufwand|zeit|stunden|время|часы|трудозатраты|час|süre|zaman|"
    "saat|czas|ore|waktu|jam|thời gian|"
    "الوقت|الساعات|समय|घंटे|时间|時間|用时|学时|預計時間|预计时间|所要時間|시간|소요 ?시간",
    Role.LASTS: "duration|timeline|timeframe|length|period|when|weeks?|months?|duración|periodo|período|"
    "duração|prazo|durée|période|dauer|zeitraum|"
    "длительность|продолжительность|срок\\w*|період|тривалість|термін|süresi|durata|durasi|thời lượng|المدة|"
    "मुद्दत|अवधि|周期|週期|时长|時長|期間|期间|기간",
    Role.DEPENDS: "dependenc(?:y|ies)|depends on|prerequisites?|prereqs?|requires|requirements|"
    "requisitos?(?: previos)?|prerrequisitos?|"
    "pré-requisitos?|dependências|dépendances|prérequis|voraussetzung\\w*|abhängigkeiten|зависимост\\w*|требования|пререквизиты|залежності|"
    "ön ?koşul\\w*|wymagania|prerequisiti|prasyarat|điều kiện tiên quyết|المتطلبات|पूर्वापेक्षा\\w*|前置|"
    "先修|前提|依赖|선수|사전 ?지식",
    Role.BUILD: "build|what (?:to|you'?ll|you will) build|deliverables?|requirements|features|construye|"
    "construir|entregables?|construa|"
    "construire|livrables?|baue?n?|создать|построить|что сделать|inşa|yap|构建|実装|구현",
    Role.ABLE: "(?:you )?(?:should|will) be able to|able to|can build|you can|outcomes?|serás capaz de|"
    "você será capaz de|vous saurez|du kannst|"
    "вы сможете|уметь|yapabileceksin\\w*|你将能够|能够|できること|할 수 있",
    Role.PROVES: "validates|proves|demonstrates|skills (?:proven|demonstrated|practiced|used)|demuestra|"
    "demonstra|valide|beweist|доказывает|kanıtlar",
    Role.CHOOSE: "choose|pick|select|elige|escoge|escolha|choisi\\w*|wähl\\w*|выбер\\w*|обер\\w*|seç\\w*|"
    "wybierz|scegli|pilih|chọn|اختر|चुनें|"
    "选择|任选|選擇|二选一|三选一|選択|선택",
    Role.STATUS: "status|state|done|done\\?|completed?|completion|progress|finished|checked?|check|estado|"
    "hecho|completado|progreso|feito|concluído|"
    "progresso|situação|statut|état|fait|terminé|progression|avancement|fertig|erledigt|fortschritt|статус|готово|сделано|прогресс|"
    "выполнено|виконано|стан|durum|tamamlandı|ilerleme|stan|gotowe|stato|fatto|selesai|trạng thái|hoàn thành|"
    "tiến độ|الحالة|तम|स्थिति|状态|狀態|进度|進度|"
    "完成|完成情况|ステータス|状況|進捗|완료|상태|진행",
    Role.PRACTICE: "practice|exercises?|labs?|hands[- ]on|drills?|práctica|ejercicios|prática|exercícios|"
    "exercices|pratique|übung(?:en)?|практик\\w*|"
    "упражнени\\w*|вправи|pratik|alıştırma\\w*|ćwiczenia|esercizi|latihan|thực hành|bài tập|تمارين|अभ्यास|"
    "练习|練習|演習|실습|연습",
    Role.READING: "reading|papers?|read|lecturas?|leituras?|lectures|lektüre|чтение|читать|okuma\\w*|lettura|"
    "bacaan|đọc|阅读|閱讀|論文|论文|読書|읽기|논문",
    Role.TITLE: "topics?|title|name|task|subject|skill|module|course|concept|activity|item|problem|lesson|"
    "chapter|stage|phase|what|content|tema|"
    "temas|tarea|título|tópicos?|tarefa|assunto|conteúdo|sujet|tâche|thema|aufgabe|тема|темы|задача|название|завдання|konu\\w*|görev|"
    "temat|zadanie|argomento|materi|topik|chủ đề|nội dung|الموضوع|المهمة|विषय|主题|主題|内容|內容|任务|任務|"
    "课程|课题|知识点|トピック|テーマ|タスク|주제|내용|과제",
    Role.NUMBER: "#|no\\.?|nr\\.?|№|n[º°]|id|sr\\.? ?no\\.?|s\\.? ?no\\.?|day|week|month|order|step|día|"
    "semana|mes|dia|mês|jour|semaine|tag|woche|"
    "день|неделя|месяц|тиждень|gün|hafta|dzień|giorno|hari|minggu|ngày|tuần|اليوم|الأسبوع|दिन|सप्ताह|天|日|周|週|序号|编号|주차|일차|번호",
    Role.NOTE: "notes?|comments?|remarks?|details?|description|notas?|descripción|descrição|remarques?|"
    "bemerkung\\w*|notizen|beschreibung|"
    "заметки|примечани\\w*|комментари\\w*|описание|notlar|açıklama|uwagi|opis|descrizione|catatan|deskripsi|"
    "ghi chú|mô tả|ملاحظات|टिप्पणी|विवरण|备注|備註|说明|説明|描述|メモ|備考|비고|설명",
    Role.KNOWS: "skills|skill|know|habilidades|compétences|fähigkeiten|навыки|beceriler|技能|スキル|기술",
    Role.JOBS: "job titles?|roles?|titles|positions?|puestos|cargos|postes|stellen|должности|pozisyonlar|"
    "职位|職種|직무",
}

_WORDS |= {
    Role.ROADMAP: "(?:the |full |detailed |complete |learning |study )?(?:roadmap|curriculum|syllabus|"
    "learning path|study plan|plan|path|course outline)|"
    "hoja de ruta|ruta(?: de aprendizaje)?|plan de estudios?|trilha(?: de estudos)?|plano de estudos?|"
    "roteiro|feuille de route|parcours|lehrplan|lernpfad|"
    "fahrplan|дорожная карта|план(?: обучения)?|учебный план|роадмап|дорожня карта|план навчання|"
    "yol haritası|müfredat|öğrenme yolu|plan nauki|percorso|"
    "peta jalan|kurikulum|lộ trình(?: học)?|خارطة الطريق|المنهج|रोडमैप|पाठ्यक्रम|(?:学习)?路线图?|"
    "學習路線圖?|课程大纲|学习计划|學習計畫|ロードマップ|カリキュラム|"
    "学習計画|로드맵|커리큘럼|학습 ?계획",
    Role.ABOUT: "(?:project )?(?:overview|introduction|intro|summary)|about(?: .*)?|who is (?:this|it) .*|"
    "what is this.*|faqs?|frequently asked.*|community|features|"
    "motivation|background|disclaimer|tips.*|notes?|why (?:this|i|choose) .*|key (?:features|highlights)|"
    "highlights|updates|news|related.*|acknowledg.*|"
    "introducción|acerca de.*|características|consejos|comunidad|introdução|sobre.*|características|dicas|"
    "comunidade|présentation|à propos.*|conseils|"
    "communauté|einführung|einleitung|über .*|hinweise|tipps|введение|о (?:проекте|курсе|репозитории).*|"
    "советы|сообщество|часто задаваемые.*|вступ|"
    "про проєкт.*|giriş|hakkında.*|ipuçları|wstęp|o projekcie|introduzione|pendahuluan|tentang.*|tips|"
    "giới thiệu.*|مقدمة|نبذة.*|نصائح|परिचय|简介|介绍|前言|"
    "概述|关于.*|适合人群|特点|为什么.*|常见问题|簡介|介紹|はじめに|概要|特徴|소개|개요|서론|자주 묻는.*|특징",
}
OPEN_WORDS = frozenset(
    [
        "not started",
        "todo",
        "to do",
        "to-do",
        "pending",
        "planned",
        "open",
        "no",
        "not done",
        "incomplete",
        "upcoming",
        "next",
        "backlog",
        "later",
        "not yet",
        "locked",
        "queued",
        "unstarted",
        "pendiente",
        "por hacer",
        "sin empezar",
        "no iniciado",
        "no",
        "a fazer",
        "não iniciado",
        "pendente",
        "não",
        "à faire",
        "pas commencé",
        "non commencé",
        "non",
        "offen",
        "nicht begonnen",
        "nicht gestartet",
        "nein",
        "geplant",
        "не начато",
        "не начат",
        "не начата",
        "запланировано",
        "в планах",
        "предстоит",
        "нет",
        "не розпочато",
        "ні",
        "заплановано",
        "başlanmadı",
        "başlamadı",
        "yapılacak",
        "bekliyor",
        "planlandı",
        "hayır",
        "nie rozpoczęte",
        "nierozpoczęte",
        "do zrobienia",
        "da fare",
        "non iniziato",
        "belum",
        "belum mulai",
        "belum dimulai",
        "chưa bắt đầu",
        "chưa học",
        "chưa",
        "لم يبدأ",
        "لم تبدأ",
        "قادم",
        "शुरू नहीं",
        "बाकी",
        "未开始",
        "未開始",
        "待办",
        "待辦",
        "计划中",
        "未完成",
        "待学习",
        "未着手",
        "予定",
        "未",
        "시작 전",
        "예정",
        "미완료",
        "대기",
        "시작 안 함",
    ]
)
DOING_WORDS = frozenset(
    [
        "in progress",
        "in-progress",
        "doing",
        "started",
        "wip",
        "ongoing",
        "current",
        "learning",
        "working on it",
        "active",
        "now",
        "partial",
        "partially done",
        "en progreso",
        "en curso",
        "en proceso",
        "haciendo",
        "em andamento",
        "em progresso",
        "fazendo",
        "en cours",
        "in arbeit",
        "laufend",
        "begonnen",
        "läuft",
        "в процессе",
        "в работе",
        "изучаю",
        "начато",
        "сейчас",
        "у процесі",
        "в процесі",
        "вивчаю",
        "devam ediyor",
        "yapılıyor",
        "sürüyor",
        "çalışılıyor",
        "w trakcie",
        "in corso",
        "sedang berjalan",
        "sedang",
        "proses",
        "đang học",
        "đang làm",
        "đang tiến hành",
        "قيد التنفيذ",
        "جاري",
        "قيد التقدم",
        "प्रगति में",
        "जारी",
        "进行中",
        "進行中",
        "学习中",
        "進行",
        "学習中",
        "진행 중",
        "진행중",
        "학습 중",
        "하는 중",
    ]
)
DONE_WORDS = frozenset(
    [
        "done",
        "complete",
        "completed",
        "finished",
        "yes",
        "learned",
        "learnt",
        "mastered",
        "passed",
        "solved",
        "shipped",
        "hecho",
        "completado",
        "completada",
        "terminado",
        "finalizado",
        "sí",
        "listo",
        "feito",
        "concluído",
        "concluída",
        "completo",
        "finalizado",
        "sim",
        "fait",
        "terminé",
        "terminée",
        "fini",
        "complété",
        "oui",
        "fertig",
        "erledigt",
        "abgeschlossen",
        "ja",
        "готово",
        "сделано",
        "выполнено",
        "завершено",
        "пройдено",
        "изучено",
        "да",
        "виконано",
        "зроблено",
        "так",
        "tamamlandı",
        "bitti",
        "yapıldı",
        "tamam",
        "evet",
        "zrobione",
        "ukończone",
        "gotowe",
        "tak",
        "fatto",
        "completato",
        "finito",
        "sì",
        "selesai",
        "sudah",
        "hoàn thành",
        "đã hoàn thành",
        "đã học",
        "xong",
        "مكتمل",
        "تم",
        "مكتملة",
        "تم الإنجاز",
        "पूर्ण",
        "पूरा",
        "हो गया",
        "已完成",
        "完成",
        "完成了",
        "已学",
        "已學",
        "完了",
        "済",
        "済み",
        "完成済み",
        "완료",
        "완료됨",
        "끝",
    ]
)
OPTIONAL_WORDS = frozenset(
    [
        "optional",
        "opcional",
        "opcionales",
        "optionnel",
        "facultatif",
        "optional!",
        "необязательно",
        "опционально",
        "по желанию",
        "необов'язково",
        "опціонально",
        "isteğe bağlı",
        "opsiyonel",
        "opcjonalnie",
        "opcjonalne",
        "opzionale",
        "opsional",
        "tùy chọn",
        "không bắt buộc",
        "اختياري",
        "वैकल्पिक",
        "可选",
        "可選",
        "选修",
        "選修",
        "选学",
        "任意",
        "オプション",
        "선택",
        "선택사항",
        "nice to have",
        "bonus",
        "optionell",
    ]
)


@cache
def _pattern(role: Role, *, whole: bool) -> re.Pattern[str]:
    words = f"(?:{_WORDS[role]})"
    if whole:
        return re.compile(rf"^{words}$")
    return re.compile(rf"(?<![^\W\u3040-\u9fff\uac00-\ud7af]){words}(?![^\W\u3040-\u9fff\uac00-\ud7af])")


def fold(text: str) -> str:
    """A heading or label as words alone: case, pictures, brackets and closing colons aside."""
    folded = text.casefold().replace("’", "'")
    folded = re.sub(r"[(（\[【].*?[)）\]】]", " ", folded) if len(folded) < 200 else folded  # noqa: PLR2004 - no label is longer
    return " ".join(re.sub(r"[^\w\s'/#.№º°?-]", " ", folded).split()).strip("-–/. ")


def is_about(text: str, role: Role) -> bool:
    """Whether a heading speaks of this role anywhere."""
    return bool(_pattern(role, whole=False).search(fold(text)))


def is_named(text: str, role: Role) -> bool:
    """Whether a heading, label or column is this role's name and nothing more."""
    return bool(_pattern(role, whole=True).match(fold(text)))
